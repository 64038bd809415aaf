namespace Sandbox.QuickBooks.Asking;

internal enum TokenKind
{
    Word,
    Quoted,
    Number,
    Symbol,
    End,
}
