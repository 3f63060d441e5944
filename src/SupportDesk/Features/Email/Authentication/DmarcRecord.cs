namespace SupportDesk.Features.Email.Authentication;

/// <summary>What a domain wants done with e-mails under its name that nothing proves, from mild to strict.</summary>
internal enum DmarcPolicy { None = 0, Quarantine = 1, Reject = 2 }

/// <summary>Whether names below the domain belong to other people, as below <c>com.ru</c>.</summary>
internal enum PublicSuffix { Unknown, Yes, No }

/// <summary>The record under <c>_dmarc</c> of a domain.</summary>
/// <param name="Own">For the domain itself.</param>
/// <param name="Below">For names below it.</param>
/// <param name="Missing">For names below it that do not exist.</param>
internal sealed record DmarcRecord(DmarcPolicy Own, DmarcPolicy Below, DmarcPolicy Missing, bool StrictDkim, bool StrictSpf, PublicSuffix Suffix)
{
    /// <returns>Null for other texts.</returns>
    public static DmarcRecord? Parse(string text)
    {
        var tags = TagList.Parse(text);
        if (tags is not { First: "v" } || tags["v"] != "DMARC1")
            return null;
        // A domain that only tries its policy out wants the next milder one applied.
        var milder = tags["t"] == "y" ? 1 : 0;
        var own = Read(tags["p"]) ?? DmarcPolicy.None;
        var below = Read(tags["sp"]) ?? own;
        var missing = Read(tags["np"]) ?? below;
        return new DmarcRecord(Milder(own), Milder(below), Milder(missing), tags["adkim"] == "s", tags["aspf"] == "s",
            tags["psd"] switch { "y" => PublicSuffix.Yes, "n" => PublicSuffix.No, _ => PublicSuffix.Unknown });

        DmarcPolicy Milder(DmarcPolicy policy) => (DmarcPolicy)Math.Max((int)policy - milder, 0);
    }

    private static DmarcPolicy? Read(string? word) => word?.ToLowerInvariant() switch
    {
        "none" => DmarcPolicy.None,
        "quarantine" => DmarcPolicy.Quarantine,
        "reject" => DmarcPolicy.Reject,
        _ => null,
    };
}
