"""Radio stations that loudspeakers relay: published with what is heard while they are gone, and tried beforehand."""
