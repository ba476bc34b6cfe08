"""Real servers for tests: each started on a free loopback port, waited for, and stopped with all it started."""
