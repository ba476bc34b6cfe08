"""What the controller states, as signed documents: written by the domains, signed and handed over by one job.

A domain calls :func:`controller.documents.service.put` with a body; it needs no key. The worker (:mod:`.jobs`) signs
what changed and hands it to the broker, level-triggered: whatever was lost, the next look finds it again. So only one
process of a controller holds keys, and a document is replaced only by a signed one.
"""
