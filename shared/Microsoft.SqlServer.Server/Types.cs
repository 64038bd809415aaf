// Microsoft.Data.SqlClient names four types of the package Microsoft.SqlServer.Server (CLR user-defined types). The package is not
// to be had from every feed, and without the types every command that has a parameter throws FileNotFoundException. CLR types are
// never used here, so the four shapes are enough. This project goes when the package can be restored everywhere.
#pragma warning disable IDE0130 // the namespace is the package's

namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR user-defined type is laid out on the wire.</summary>
public enum Format
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>By SQL Server.</summary>
    Native = 1,

    /// <summary>By the type itself, see <see cref="IBinarySerialize"/>.</summary>
    UserDefined = 2,
}

/// <summary>A CLR user-defined type that writes and reads itself.</summary>
public interface IBinarySerialize
{
    /// <summary>Reads the value.</summary>
    void Read(BinaryReader r);

    /// <summary>Writes the value.</summary>
    void Write(BinaryWriter w);
}

/// <summary>Marks a CLR user-defined type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    /// <summary>The layout.</summary>
    public Format Format { get; } = format;

    /// <summary>Largest size in bytes; -1 means up to 2 GB.</summary>
    public int MaxByteSize { get; set; }

    /// <summary>Whether all values have one length.</summary>
    public bool IsFixedLength { get; set; }

    /// <summary>Whether values compare by their bytes.</summary>
    public bool IsByteOrdered { get; set; }

    /// <summary>Name of the method that validates a value.</summary>
    public string? ValidationMethodName { get; set; }

    /// <summary>The type's name at the server.</summary>
    public string? Name { get; set; }
}

/// <summary>A type that is not a valid CLR user-defined type.</summary>
public sealed class InvalidUdtException : SystemException
{
    private InvalidUdtException(string message) : base(message)
    {
    }

    /// <summary>Says which type is not valid, and why.</summary>
    public static InvalidUdtException Create(Type udtType, string resourceReason) =>
        new($"'{udtType.FullName}' is an invalid user defined type, reason: {resourceReason}.");
}
