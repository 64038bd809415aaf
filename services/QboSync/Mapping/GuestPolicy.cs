namespace QboSync.Mapping;

/// <summary>Whom orders without an account are booked on.</summary>
public enum GuestPolicy
{
    /// <summary>One customer for each e-mail address.</summary>
    PerEmail,

    /// <summary>One customer for all guests.</summary>
    CatchAll,

    /// <summary>One customer for the guests of a day.</summary>
    PerDay,
}
