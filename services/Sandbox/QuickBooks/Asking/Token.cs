namespace Sandbox.QuickBooks.Asking;

/// <summary>One word of a query.</summary>
/// <param name="Text">As written; of a quoted string, what it stands for.</param>
/// <param name="Column">From 1, for messages.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column)
{
    public bool Is(string word) => Kind == TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
