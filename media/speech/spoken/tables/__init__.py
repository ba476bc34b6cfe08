"""What official Vietnamese shortens, and what it means when said: a file for what it is about."""
