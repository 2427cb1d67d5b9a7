"""`voluptuous` as Home Assistant aliases it at run time."""

from probatio import *
