// The letter of a key press as it stands on a Latin keyboard: where the layout writes Cyrillic, Arabic or Greek, by the key's place.

export function letterOf(event) {
  const isLatin = /^[\u0000-\u024f]*$/.test(event.key);
  const place = /^Key([A-Z])$/.exec(event.code);
  return (isLatin || !place ? event.key : place[1]).toLowerCase();
}
