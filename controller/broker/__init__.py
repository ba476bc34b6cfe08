"""The MQTT broker: its configuration, who may log in, and who may read and write what.

One access list (:mod:`.acl`) and one file of logins (:mod:`.passwd`) serve both Mosquitto, which is the broker of a
machine, and amqtt, which stands in for it on loopback where no Mosquitto can be had.
"""
