namespace Credentials.Fields;

/// <summary>Greatest lengths, in characters. The ids are parts of indexes.</summary>
internal static class Limits
{
    public const int Id = 100;
    public const int Url = 400;
    public const int Secret = 4000;
}
