// A count in words: `forms` are all plural forms of the page's language by their category (wording/script_forms.py).
export function counted(forms, count) {
  const category = new Intl.PluralRules(document.documentElement.lang).select(count);
  return JSON.parse(forms)[category].replace("{count}", count);
}
