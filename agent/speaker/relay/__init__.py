"""A radio station on a loudspeaker: listened to by a child process, judged all the time, replaced while it is not fit.

The station's bytes come from anywhere, so they are only touched in the child (:mod:`agent.speaker.relay.listening`);
it needs neither numpy nor our decoders, and what it decodes of a stream the agent need not load FFmpeg for.
"""
