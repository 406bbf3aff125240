METHODS = ["get", "patch"]
