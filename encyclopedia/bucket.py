"""Uploaded files in a bucket that several hosts share, by the protocol that is called S3."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

# Bytes of a file in memory while it is sent on; the rest is in a temporary file.
MAX_MEMORY = 1_000_000


def in_bucket(name: str, *, prefix: str, endpoint: str, region: str) -> dict[str, Any]:
    """An entry of Django's STORAGES. Who may use the bucket is said as to any client of it: AWS_ACCESS_KEY_ID …

    Raises ImproperlyConfigured where the extra is not installed.
    """
    try:
        from botocore.config import Config
    except ImportError as error:
        raise ImproperlyConfigured(
            "S3_BUCKET needs more packages: requirements/s3.txt lists them."
        ) from error
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": name,
            "location": prefix,
            "endpoint_url": endpoint or None,
            "region_name": region or None,
            "max_memory_size": MAX_MEMORY,
            # A reader's picture waits no longer for a bucket that does not answer.
            "client_config": Config(
                connect_timeout=3,
                read_timeout=20,
                retries={"total_max_attempts": 3},
                # Not every server of the protocol knows them; every file here is named after its content.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        },
    }
