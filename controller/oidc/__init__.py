"""Signing in at an OpenID provider, beside the password: never instead of what this house asks itself."""
