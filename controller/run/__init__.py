"""``rao controller run``: the whole controller in one process, put together here and nowhere else."""
