import { WebSocketServer } from "ws";
new WebSocketServer({ port: 8080 });
