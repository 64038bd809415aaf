using SupabaseSync.Mirroring.Mapping;

namespace SupabaseSync.Tests.Mapping;

public class JsonTextTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"b"}""")]
    [InlineData("""{"a":"x\u0000y"}""", """{"a":"xy"}""")]
    [InlineData("""{"a":"x\\u0000y"}""", """{"a":"x\\u0000y"}""")]
    [InlineData("""{"a":"x\\\u0000y"}""", """{"a":"x\\y"}""")]
    [InlineData("""{"a":"\ud83d\ude00"}""", """{"a":"\ud83d\ude00"}""")]
    [InlineData("""{"a":"\uD83D"}""", """{"a":"\ufffd"}""")]
    [InlineData("""{"a":"\ude00\ud83d"}""", """{"a":"\ufffd\ufffd"}""")]
    [InlineData("""{"a":"\ud83d\u0041"}""", """{"a":"\ufffd\u0041"}""")]
    [InlineData("""{"a":"\ud83d\ud83d\ude00"}""", """{"a":"\ufffd\ud83d\ude00"}""")]
    [InlineData("""{"a":"\""}""", """{"a":"\""}""")]
    [InlineData("""{"a\u0000":"\u00e9\n"}""", """{"a":"\u00e9\n"}""")]
    public void NULs_go_and_half_pairs_are_replaced(string json, string clean) => Assert.Equal(clean, JsonText.Clean(json));

    [Fact]
    public void Unescaped_halves_are_replaced_too() => Assert.Equal("{\"a\":\"\ufffd \U0001F600\"}", JsonText.Clean("{\"a\":\"\ud83d \U0001F600\"}"));

    [Fact]
    public void What_is_fine_is_not_copied()
    {
        var json = """{"a":"\u00e9 \\ \ud83d\ude00"}""";
        Assert.Same(json, JsonText.Clean(json));
    }

    [Theory]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{\"a\":\"\\u00")]
    [InlineData("{\"a\":\"\\uZZZZ\"}")]
    public void Broken_JSON_is_left_to_the_parser(string json) => Assert.Equal(json, JsonText.Clean(json));
}
