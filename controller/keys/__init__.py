"""The keys that sign: a root key that devices pin for good, and a working key that signs what they act on."""
