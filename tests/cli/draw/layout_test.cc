#include "draw/layout.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <random>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace authtree::inline v0::cli::draw {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

LayoutBox Box(std::size_t outlets, int width = 120) {
  LayoutBox box;
  box.width = width;
  box.height = 40 + 20 * static_cast<int>(outlets);
  box.inlet = 22;
  for (std::size_t i = 0; i < outlets; ++i) box.outlets.push_back(22 + 20 * static_cast<int>(i));
  return box;
}

// A graph whose edges are given as "from to"; the outlets are those of each box in turn.
LayoutGraph Graph(std::size_t boxes, const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  std::vector<std::size_t> outlets(boxes);
  LayoutGraph graph;
  for (const auto& [from, to] : edges) graph.edges.push_back({from, outlets[from]++, to});
  for (std::size_t box = 0; box < boxes; ++box) graph.boxes.push_back(Box(outlets[box]));
  return graph;
}

LayoutGraph RandomGraph(unsigned seed, std::size_t boxes, std::size_t reach) {
  std::mt19937 random(seed);
  auto below = [&random](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t box = 0; box < boxes; ++box) {
    const std::size_t outlets = below(5);
    for (std::size_t i = 0; i < outlets; ++i) {
      const bool forward = below(4) != 0;
      edges.emplace_back(box, forward ? std::min(boxes - 1, box + 1 + below(reach)) : below(boxes));
    }
  }
  LayoutGraph graph = Graph(boxes, edges);
  for (LayoutBox& box : graph.boxes) box.width = 60 + static_cast<int>(below(200));
  std::vector<std::size_t> open{0};
  std::set<std::size_t> reached{0};
  while (!open.empty()) {
    const std::size_t box = open.back();
    open.pop_back();
    for (const LayoutEdge& edge : graph.edges) {
      if (edge.from == box && reached.insert(edge.to).second) open.push_back(edge.to);
    }
  }
  for (std::size_t box = 0; box < boxes; ++box) graph.boxes[box].reached = reached.contains(box);
  return graph;
}

struct Area {
  int left;
  int top;
  int right;
  int bottom;
};

Area AreaOf(const LayoutGraph& graph, const Layout& layout, std::size_t box) {
  const Point corner = layout.corners[box];
  return {corner.x, corner.y, corner.x + graph.boxes[box].width, corner.y + graph.boxes[box].height};
}

std::vector<std::string> OverlappingBoxes(const LayoutGraph& graph, const Layout& layout) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < graph.boxes.size(); ++i) {
    const Area a = AreaOf(graph, layout, i);
    for (std::size_t k = 0; k < i; ++k) {
      const Area b = AreaOf(graph, layout, k);
      if (a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom) {
        found.push_back(std::to_string(k) + " and " + std::to_string(i));
      }
    }
  }
  return found;
}

std::vector<std::string> BoxesOutsideThePicture(const LayoutGraph& graph, const Layout& layout) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < graph.boxes.size(); ++i) {
    const Area a = AreaOf(graph, layout, i);
    if (a.left < 0 || a.top < 0 || a.right > layout.width || a.bottom > layout.height) {
      found.push_back(std::to_string(i));
    }
  }
  return found;
}

// Edges that do not run from their outlet to their inlet in horizontal and vertical pieces, first and last
// one to the right.
std::vector<std::string> BrokenRoutes(const LayoutGraph& graph, const Layout& layout) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const LayoutEdge& edge = graph.edges[i];
    const std::vector<Point>& route = layout.routes[i];
    const Area from = AreaOf(graph, layout, edge.from);
    const Area to = AreaOf(graph, layout, edge.to);
    bool sound = route.size() >= 2;
    sound =
        sound && route.front() == Point{from.right, from.top + graph.boxes[edge.from].outlets[edge.outlet]};
    sound = sound && route.back().x == to.left && route.back().y > to.top && route.back().y < to.bottom;
    sound = sound && route[1].x > route.front().x && route[route.size() - 2].x < route.back().x;
    for (std::size_t k = 1; sound && k < route.size(); ++k) {
      sound = (route[k].x == route[k - 1].x) != (route[k].y == route[k - 1].y);
    }
    if (!sound) found.push_back(std::to_string(edge.from) + " to " + std::to_string(edge.to));
  }
  return found;
}

std::vector<std::string> EdgesThroughBoxes(const LayoutGraph& graph, const Layout& layout) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const std::vector<Point>& route = layout.routes[i];
    for (std::size_t k = 1; k < route.size(); ++k) {
      const auto [left, right] = std::minmax(route[k].x, route[k - 1].x);
      const auto [top, bottom] = std::minmax(route[k].y, route[k - 1].y);
      for (std::size_t box = 0; box < graph.boxes.size(); ++box) {
        const Area area = AreaOf(graph, layout, box);
        if (left < area.right && right > area.left && top < area.bottom && bottom > area.top) {
          found.push_back(std::to_string(graph.edges[i].from) + " to " + std::to_string(graph.edges[i].to) +
                          " through " + std::to_string(box));
        }
      }
    }
  }
  return found;
}

// Pieces of edges to different boxes that lie on each other, so that nobody sees where each goes.
std::vector<std::string> SharedPieces(const LayoutGraph& graph, const Layout& layout) {
  struct Piece {
    int from;
    int to;
    std::size_t target;
  };
  std::map<std::pair<bool, int>, std::vector<Piece>> lines;  // horizontal or not, and where
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const std::vector<Point>& route = layout.routes[i];
    for (std::size_t k = 1; k < route.size(); ++k) {
      const bool horizontal = route[k].y == route[k - 1].y;
      const auto [from, to] =
          horizontal ? std::minmax(route[k].x, route[k - 1].x) : std::minmax(route[k].y, route[k - 1].y);
      lines[{horizontal, horizontal ? route[k].y : route[k].x}].push_back({from, to, graph.edges[i].to});
    }
  }
  std::vector<std::string> found;
  for (const auto& [line, pieces] : lines) {
    for (const Piece& a : pieces) {
      for (const Piece& b : pieces) {
        if (a.target < b.target && a.from < b.to && b.from < a.to) {
          found.push_back(std::to_string(a.target) + " and " + std::to_string(b.target));
        }
      }
    }
  }
  return found;
}

bool Same(const Layout& left, const Layout& right) {
  return left.corners == right.corners && left.routes == right.routes && left.width == right.width &&
         left.height == right.height;
}

TEST(LayOut, OfNothingIsEmpty) { EXPECT_THAT(LayOut(LayoutGraph()).corners, IsEmpty()); }

struct Shape {
  std::string name;
  LayoutGraph graph;
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }

class LayOutEvery : public ::testing::TestWithParam<Shape> {};

TEST_P(LayOutEvery, GraphWithoutOverlappingBoxes) {
  EXPECT_THAT(OverlappingBoxes(GetParam().graph, LayOut(GetParam().graph)), IsEmpty());
}

TEST_P(LayOutEvery, GraphInsideThePicture) {
  EXPECT_THAT(BoxesOutsideThePicture(GetParam().graph, LayOut(GetParam().graph)), IsEmpty());
}

TEST_P(LayOutEvery, GraphWithAllItsEdges) {
  const Layout layout = LayOut(GetParam().graph);
  ASSERT_THAT(layout.routes, SizeIs(GetParam().graph.edges.size()));
  EXPECT_THAT(BrokenRoutes(GetParam().graph, layout), IsEmpty());
}

TEST_P(LayOutEvery, GraphWithoutEdgesThroughBoxes) {
  EXPECT_THAT(EdgesThroughBoxes(GetParam().graph, LayOut(GetParam().graph)), IsEmpty());
}

TEST_P(LayOutEvery, GraphSoThatEdgesToDifferentBoxesStayApart) {
  EXPECT_THAT(SharedPieces(GetParam().graph, LayOut(GetParam().graph)), IsEmpty());
}

TEST_P(LayOutEvery, GraphTheSameWayTwice) {
  EXPECT_TRUE(Same(LayOut(GetParam().graph), LayOut(GetParam().graph)));
}

TEST_P(LayOutEvery, GraphInOneRowAsWell) {
  const Layout layout = LayOut(GetParam().graph, ColumnLimit::None());
  EXPECT_THAT(OverlappingBoxes(GetParam().graph, layout), IsEmpty());
  EXPECT_THAT(SharedPieces(GetParam().graph, layout), IsEmpty());
}

std::vector<Shape> Shapes() {
  std::vector<Shape> shapes{
      {"OneBox", Graph(1, {})},
      {"Loop", Graph(1, {{0, 0}})},
      {"Circle", Graph(3, {{0, 1}, {1, 2}, {2, 0}})},
      {"TwiceTheSame", Graph(2, {{0, 1}, {0, 1}, {0, 1}})},
      {"Fan", Graph(7, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {1, 6}, {2, 6}, {3, 6}, {5, 6}})},
      {"Crossed", Graph(6, {{0, 1}, {0, 2}, {1, 4}, {1, 3}, {2, 3}, {2, 4}, {4, 5}, {3, 5}, {5, 1}, {5, 5}})},
      {"Long",
       Graph(9, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {7, 8}, {0, 8}, {8, 1}, {3, 7}})},
  };
  LayoutGraph apart = Graph(4, {{0, 1}, {2, 3}, {3, 1}, {3, 2}});
  apart.boxes[2].reached = false;
  apart.boxes[3].reached = false;
  shapes.push_back({"NeverReached", apart});
  for (unsigned seed = 1; seed <= 12; ++seed) {
    shapes.push_back({"Random" + std::to_string(seed), RandomGraph(seed, 10 + 5 * seed, 1 + seed % 5)});
  }
  return shapes;
}

INSTANTIATE_TEST_SUITE_P(Shapes, LayOutEvery, ::testing::ValuesIn(Shapes()),
                         [](const auto& test) { return test.param.name; });

TEST(LayOut, PutsEachLayerRightOfTheOneBefore) {
  const LayoutGraph graph = Graph(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {3, 1}});
  const Layout layout = LayOut(graph);
  for (std::size_t box = 1; box < 4; ++box) {
    EXPECT_GT(layout.corners[box].x, AreaOf(graph, layout, box - 1).right) << box;
  }
}

TEST(LayOut, KeepsTheFirstWayStraight) {
  const Layout layout = LayOut(Graph(5, {{0, 1}, {0, 4}, {1, 2}, {1, 4}, {2, 3}}));
  EXPECT_THAT(layout.routes[0], SizeIs(2));
  EXPECT_THAT(layout.routes[2], SizeIs(2));
  EXPECT_THAT(layout.routes[4], SizeIs(2));
}

TEST(LayOut, GoesOnInANewRowWhenTheColumnsAreUsedUp) {
  const LayoutGraph graph = Graph(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}});
  const Layout layout = LayOut(graph, ColumnLimit{3});
  EXPECT_EQ(layout.corners[3].x, layout.corners[0].x);
  EXPECT_GT(layout.corners[3].y, AreaOf(graph, layout, 0).bottom);
}

TEST(LayOut, PutsWhatIsNeverReachedBelow) {
  LayoutGraph graph = Graph(3, {{0, 1}, {2, 1}});
  graph.boxes[2].reached = false;
  const Layout layout = LayOut(graph);
  EXPECT_GT(layout.corners[2].y, AreaOf(graph, layout, 1).bottom);
}

// Two ways through each of 600 steps: whoever looks at every way does not come back.
TEST(LayOut, LooksAtBoxesAndNotAtWays) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t i = 0; i + 3 < 1801; i += 3) {
    edges.insert(edges.end(), {{i, i + 1}, {i, i + 2}, {i + 1, i + 3}, {i + 2, i + 3}, {i + 3, i}});
  }
  EXPECT_THAT(LayOut(Graph(1801, edges)).routes, SizeIs(edges.size()));
}

TEST(LayOut, TakesAThousandBoxesInAMuddle) {
  const LayoutGraph graph = RandomGraph(7, 1000, 6);
  const Layout layout = LayOut(graph);
  EXPECT_THAT(OverlappingBoxes(graph, layout), IsEmpty());
  EXPECT_THAT(BrokenRoutes(graph, layout), IsEmpty());
}

TEST(LayOut, TakesAWayOfTwoThousandSteps) {
  std::vector<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t i = 0; i + 1 < 2000; ++i) edges.emplace_back(i, i + 1);
  const LayoutGraph graph = Graph(2000, edges);
  EXPECT_THAT(OverlappingBoxes(graph, LayOut(graph)), IsEmpty());
}

}  // namespace
}  // namespace authtree::inline v0::cli::draw
