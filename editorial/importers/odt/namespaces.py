"""The namespaces of OpenDocument 1.3, as the names of elements and attributes begin. Pure: no Django."""

from __future__ import annotations

from typing import Final

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_OASIS}office:1.0}}"
TEXT: Final = f"{{{_OASIS}text:1.0}}"
TABLE: Final = f"{{{_OASIS}table:1.0}}"
STYLE: Final = f"{{{_OASIS}style:1.0}}"
DRAW: Final = f"{{{_OASIS}drawing:1.0}}"
META: Final = f"{{{_OASIS}meta:1.0}}"
FO: Final = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG: Final = f"{{{_OASIS}svg-compatible:1.0}}"
FIELD: Final = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
MATHML: Final = "{http://www.w3.org/1998/Math/MathML}"
# Extensions of LibreOffice.
LOEXT: Final = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
