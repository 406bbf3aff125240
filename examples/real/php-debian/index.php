<?php
$name = $_GET['name'] ?? 'Welt';
$xml = new SimpleXMLElement('<greeting/>');
$xml->addChild('to', mb_strtoupper($name));
header('Content-Type: text/xml');
echo $xml->asXML();
