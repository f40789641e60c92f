"""Why words are no address, and no key of a source."""

from __future__ import annotations

import pytest

from encyclopedia.core.addresses import address_fault


@pytest.mark.parametrize(
    ("address", "sign"), [("a b", " "), ("a/b", "/"), ("a@b", "@"), ("x~", "~")]
)
def test_a_sign_that_no_address_has_is_named(address: str, sign: str) -> None:
    fault = address_fault(address)
    assert fault is not None
    assert (fault.code, dict(fault.values)["sign"]) == ("address_sign", sign)


def test_nothing_and_letters_of_any_script_are_no_fault() -> None:
    assert address_fault("") is None
    assert address_fault("leon-trotsky-лев") is None
