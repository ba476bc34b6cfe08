"""Who changed what, when and from where: reading, checking and handing out the trail of :mod:`controller.db.trail`."""
