#pragma once

#include <string_view>

namespace authtree::inline v0::cli::draw {

/// The style sheet of our pictures: dark on light, and light on dark where the viewer wants that.
inline constexpr std::string_view kSvgStyle = R"(
text { font-family: "Helvetica Neue", Helvetica, Arial, "DejaVu Sans", sans-serif; }
.paper { fill: #ffffff; }
.heading { fill: #1f2328; font-size: 17px; font-weight: bold; }
.box { fill: #ffffff; stroke: #59636e; stroke-width: 1.3; }
.page { fill: #eef2f6; }
.child { fill: #ffffff; stroke: #9aa4ae; stroke-width: 1; }
.unknown { stroke: #cf222e; stroke-width: 1.6; stroke-dasharray: 6 4; }
.unreached { stroke-dasharray: 2 3; }
.name { fill: #1f2328; font-size: 13px; font-weight: bold; }
.type { fill: #57606a; font-size: 11px; }
.warn { fill: #b3121f; }
.outcome { fill: #1f2328; font-size: 12px; text-anchor: end; }
.idle { fill: #57606a; font-style: italic; }
.port { fill: #59636e; stroke: #59636e; }
.open { fill: #ffffff; stroke: #b3121f; stroke-width: 1.3; }
.edge { fill: none; stroke: #59636e; stroke-width: 1.4; }
.never { stroke-dasharray: 3 4; }
.stub { fill: none; stroke: #b3121f; stroke-width: 1.6; }
.arrow { fill: #59636e; stroke: none; }
.start { fill: #eef2f6; stroke: #1f2328; stroke-width: 1.6; }
.start-mark { fill: #1f2328; }
.success { fill: #dafbe1; stroke: #1a7f37; stroke-width: 1.8; }
.success-mark { fill: none; stroke: #116329; stroke-width: 2.4; }
.success-name { fill: #0b4a1e; font-size: 13px; font-weight: bold; }
.failure { fill: #ffe2e0; stroke: #b3121f; stroke-width: 1.8; }
.failure-mark { fill: none; stroke: #8f0e19; stroke-width: 2.4; }
.failure-name { fill: #7d0c16; font-size: 13px; font-weight: bold; }
.taken { fill: none; stroke: #0a53be; stroke-width: 3.6; }
.taken-arrow { fill: #0a53be; }
.visited { stroke: #0a53be; stroke-width: 3; }
.taken-name { fill: #0a53be; font-weight: bold; }
.step { fill: #0a53be; stroke: #ffffff; stroke-width: 1.5; }
.step-asked { fill: #ffffff; stroke: #0a53be; stroke-width: 2.2; }
.step-failed { fill: #b3121f; stroke: #ffffff; stroke-width: 1.5; }
.number { fill: #ffffff; font-size: 11px; font-weight: bold; text-anchor: middle; }
.number-asked { fill: #0a53be; font-size: 11px; font-weight: bold; text-anchor: middle; }
.legend { fill: #1f2328; font-size: 12px; }
@media (prefers-color-scheme: dark) {
.paper { fill: #0d1117; }
.heading, .name, .outcome, .legend { fill: #f0f3f6; }
.box { fill: #161b22; stroke: #9ea7b3; }
.page { fill: #21262d; }
.child { fill: #161b22; stroke: #6e7681; }
.unknown { stroke: #ff8078; }
.type, .idle { fill: #adb5bf; }
.warn { fill: #ff9b94; }
.port { fill: #9ea7b3; stroke: #9ea7b3; }
.open { fill: #0d1117; stroke: #ff8078; }
.edge { stroke: #9ea7b3; }
.stub { stroke: #ff8078; }
.arrow { fill: #9ea7b3; }
.start { fill: #21262d; stroke: #f0f3f6; }
.start-mark { fill: #f0f3f6; }
.success { fill: #12361f; stroke: #56d364; }
.success-mark { stroke: #7ee787; }
.success-name { fill: #aff5b4; }
.failure { fill: #4a1214; stroke: #ff8078; }
.failure-mark { stroke: #ffa198; }
.failure-name { fill: #ffc1ba; }
.taken { stroke: #6cb6ff; }
.taken-arrow, .taken-name { fill: #6cb6ff; }
.visited { stroke: #6cb6ff; }
.step { fill: #6cb6ff; stroke: #0d1117; }
.step-asked { fill: #0d1117; stroke: #6cb6ff; }
.step-failed { fill: #ff8078; stroke: #0d1117; }
.number { fill: #0d1117; }
.number-asked { fill: #6cb6ff; }
}
)";

}  // namespace authtree::inline v0::cli::draw
