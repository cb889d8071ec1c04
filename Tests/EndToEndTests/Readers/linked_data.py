"""Checks documents of linked data against shapes.

    linked_data.py SHAPES FILE…

Prints the number of nodes by type that the shapes know, then what does not fit. Nothing is fetched: the context is a part of the documents.
"""

import collections
import sys

import pyshacl
import rdflib

shapes = rdflib.Graph().parse(sys.argv[1], format="turtle")
classes = set(shapes.objects(None, rdflib.SH.targetClass))
data = rdflib.Graph()
for file in sys.argv[2:]:
    data.parse(file, format="json-ld", publicID="https://data.example/")
counts = collections.Counter(str(kind).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for kind in data.objects(None, rdflib.RDF.type) if kind in classes)
for name, count in sorted(counts.items()):
    print(name, count)
fits, _, text = pyshacl.validate(data, shacl_graph=shapes, inference="none")
if not fits:
    print(text)
