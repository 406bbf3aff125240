import ctypes.util

xml = ctypes.CDLL(ctypes.util.find_library("xml2"))
