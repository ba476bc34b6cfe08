"""Web pages, shown by boards only as pictures that are taken here: no board ever runs what a page brings along."""
