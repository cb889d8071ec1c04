#!/usr/bin/env python3
"""What networkx says of networks, to compare with.

    python3 Tests/Oracle/networks.py < networks.json

The input is a list of questions {"count": n, "directed": bool, "ties": [[from, to, weight], …], "partition": [community of node 0, …]}; the
output a list of objects with the measures named as Grappe names them. null stands where a measure has no value: closeness of who reaches
nobody, constraint of who is tied to nobody."""
import json
import math
import sys

import networkx as nx


def graph_of(question):
    graph = nx.DiGraph() if question["directed"] else nx.Graph()
    graph.add_nodes_from(range(question["count"]))
    for start, end, weight in question["ties"]:
        graph.add_edge(int(start), int(end), weight=weight, length=1 / weight)
    return graph


def in_order(values, graph):
    return [None if values[node] is None or math.isnan(values[node]) else values[node] for node in graph]


def centralities(graph, weighted):
    weight, length = ("weight", "length") if weighted else (None, None)
    # networkx measures closeness along the ties that lead to a node, Grappe along those that lead from it.
    turned = graph.reverse() if graph.is_directed() else graph
    whole = nx.Graph(graph)
    closeness = nx.closeness_centrality(turned, distance=length, wf_improved=False)
    others = max(1, len(graph) - 1)
    measures = {
        "degree": dict(whole.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph, weight=length),
        "closeness": {node: closeness[node] if closeness[node] > 0 else None for node in graph},
        "harmonic": {node: value / others for node, value in nx.harmonic_centrality(turned, distance=length).items()},
        "pagerank": nx.pagerank(graph, weight=weight, tol=1e-12, max_iter=10000),
        "core": nx.core_number(whole),
        "constraint": nx.constraint(graph, weight=weight),
    }
    return {name: in_order(values, graph) for name, values in measures.items()}


def modularity(graph, partition):
    parts = {}
    for node, part in enumerate(partition):
        parts.setdefault(part, set()).add(node)
    return nx.community.modularity(graph, parts.values(), weight=None) if graph.number_of_edges() else None


def opinion(question):
    graph = graph_of(question)
    whole = nx.Graph(graph)
    distances = nx.single_source_shortest_path_length(graph, 0)
    lengths = nx.single_source_dijkstra_path_length(graph, 0, weight="length")
    return {
        "plain": centralities(graph, False), "weighted": centralities(graph, True),
        "components": sorted((len(part) for part in nx.connected_components(whole)), reverse=True),
        "density": nx.density(graph),
        "bridges": sorted(sorted(bridge) for bridge in nx.bridges(whole)),
        "articulations": sorted(nx.articulation_points(whole)),
        "distances": [distances.get(node) for node in graph], "lengths": [lengths.get(node) for node in graph],
        "modularity": modularity(whole, question["partition"]),
    }


def main():
    json.dump([opinion(question) for question in json.load(sys.stdin)], sys.stdout, allow_nan=False)


if __name__ == "__main__":
    main()
