"""Signing in with an account of another site, by OpenID Connect (an organisation's own, ORCID's) or SAML.

Only who has an account here comes in so: whoever is signed in joins an identity to it first.
"""
