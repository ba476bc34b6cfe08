"""Headlines of other sites (RSS, Atom), fetched here again and again, shown by boards as bulletins."""
