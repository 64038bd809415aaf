using System.Text.Json.Nodes;
using Sandbox.Tests.Driving;
using Sandbox.WooCommerce.Json;

namespace Sandbox.Tests.WooCommerce;

public class WordPressJsonTests
{
    [Fact]
    public void Every_recorded_body_read_and_written_again_is_the_same_bytes()
    {
        var files = Samples.Bodies().ToList();
        Assert.True(files.Count > 100);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.Equal(text, WordPressJson.Write(JsonNode.Parse(text)));
        }
    }

    [Fact]
    public void Slashes_quotes_and_everything_beyond_ascii_are_escaped_in_lower_case()
    {
        var json = new JsonObject { ["a/b"] = "é \"x\" \\ <b>&'\t\u0001 😀" };
        Assert.Equal("""{"a\/b":"\u00e9 \"x\" \\ <b>&'\t\u0001 \ud83d\ude00"}""", WordPressJson.Write(json));
    }
}
