"""The device's two ways to its controller: MQTT, and the same documents over HTTPS while MQTT is down."""
