from flask import Flask, jsonify, render_template

app = Flask(__name__)
CITIES = {"oslo": -3, "lima": 19}


@app.get("/")
def index():
    return render_template("index.html", cities=sorted(CITIES))


@app.get("/weather/<city>")
def weather(city):
    return jsonify(city=city, celsius=CITIES[city])
