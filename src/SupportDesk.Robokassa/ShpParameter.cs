namespace SupportDesk.Robokassa;

/// <summary>One of the shop's own parameters. Name and value are signed as they are sent, the case of the name included.</summary>
/// <param name="Name">Begins with <c>Shp_</c> in any case; very old shops leave the underscore out.</param>
/// <param name="Value">After one decoding.</param>
public readonly record struct ShpParameter(string Name, string Value)
{
    /// <summary>Whether a parameter of this name is signed as the shop's own.</summary>
    /// <param name="name">Name of a parameter.</param>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("shp", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}={Value}";
}

/// <summary>
/// In which order the shop's own parameters are signed. The provider's documentation says "alphabetical" and no more; the
/// three readings in use differ for names of mixed case and for names that begin alike.
/// </summary>
public enum ShpOrder
{
    /// <summary>By name, case ignored: the provider's modules for WordPress and OpenCart.</summary>
    NameIgnoringCase = 0,

    /// <summary>By name, capitals first: most other libraries.</summary>
    NameOrdinal = 1,

    /// <summary>By <c>name=value</c>, capitals first: the provider's PHP library. <c>Shp_a1</c> goes before <c>Shp_a</c>.</summary>
    PairOrdinal = 2,

    /// <summary>As they were sent; a mistake if that is no alphabetical order.</summary>
    AsSent = 3,
}
