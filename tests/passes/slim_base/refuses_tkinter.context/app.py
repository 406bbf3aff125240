import tkinter as tk

tk.Tcl().eval("puts hello")
