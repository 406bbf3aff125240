let target = Target.executableTarget(name: "App", resources: [.copy("Public")])
