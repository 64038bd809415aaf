using Microsoft.Extensions.Options;

namespace Credentials.Sealing;

/// <summary>The text of <c>INTEGRATION_ENCRYPTION_KEY</c>, checked before the service starts.</summary>
internal sealed class KeyRingOptions
{
    public string? Keys { get; set; }
}

internal sealed class KeyRingOptionsCheck : IValidateOptions<KeyRingOptions>
{
    public ValidateOptionsResult Validate(string? name, KeyRingOptions options)
    {
        try
        {
            KeyRing.Parse(options.Keys);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
