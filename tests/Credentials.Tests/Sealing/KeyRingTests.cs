using Credentials.Sealing;
using Credentials.Tests.Driving;

namespace Credentials.Tests.Sealing;

public class KeyRingTests
{
    [Theory]
    [InlineData(null, "missing")]
    [InlineData(" ", "missing")]
    [InlineData("short", "not base64")]
    [InlineData("c2hvcnQ=", "5 bytes")]
    [InlineData("hello world this is no key at all", "not base64")]
    public void A_bad_key_is_refused_with_the_setting_and_the_way_to_make_one(string? setting, string says)
    {
        var error = Assert.Throws<FormatException>(() => KeyRing.Parse(setting));
        Assert.Contains("INTEGRATION_ENCRYPTION_KEY", error.Message);
        Assert.Contains(says, error.Message);
        Assert.Contains("openssl rand -base64 32", error.Message);
        if (setting?.Trim().Length > 0) Assert.DoesNotContain(setting, error.Message);
    }

    [Theory]
    [InlineData("{0},")]
    [InlineData("{0},short")]
    [InlineData(",{0}")]
    public void One_bad_key_among_good_ones_is_refused_by_its_place(string setting)
    {
        var error = Assert.Throws<FormatException>(() => KeyRing.Parse(string.Format(null, setting, CredentialsDriver.Key1)));
        Assert.Contains("of 2", error.Message);
        Assert.DoesNotContain(CredentialsDriver.Key1, error.Message);
    }
}
