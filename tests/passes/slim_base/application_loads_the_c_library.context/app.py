import ctypes

libc = ctypes.CDLL("libc.so.6")
own = ctypes.CDLL("/srv/libown.so")
