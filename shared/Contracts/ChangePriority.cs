namespace Contracts;

/// <summary>Which of two due records is worked first: the lower.</summary>
public enum ChangePriority
{
    /// <summary>It happened in the shop just now.</summary>
    Live = 0,

    /// <summary>A person asked for it, or a sweep found it.</summary>
    Requested = 1,

    /// <summary>An import of what is long past.</summary>
    History = 2,
}
