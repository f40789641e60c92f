"""Which single key records which verdict at the desk; the buttons and the script read it."""

from editorial.models import Verdict

# The key of each verdict, as the buttons show it.
VERDICT_KEYS: dict[str, str] = {
    Verdict.SUPPORTS: "s",
    Verdict.PARTLY: "p",
    Verdict.DOES_NOT_SUPPORT: "d",
    Verdict.CONTRADICTS: "c",
    Verdict.COULD_NOT_ACCESS: "n",
}
