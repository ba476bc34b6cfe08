"""Saying again what a device that is online does not confirm: any message may be lost between broker and device."""
