namespace Credentials.Refreshing;

/// <summary>What Intuit granted, and the pair that it was asked with.</summary>
internal sealed record Rotation(TokenAnswer.Granted Answer, TokenPair Used)
{
    public TokenPair Pair => Answer.After(Used.RefreshToken);
}
