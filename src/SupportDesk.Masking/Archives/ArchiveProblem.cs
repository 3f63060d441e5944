namespace SupportDesk.Masking;

/// <summary>Why an archive was refused. New members may be added at the end.</summary>
public enum ArchiveProblem
{
    /// <summary>The input is neither gzip nor zip.</summary>
    NotAnArchive,

    /// <summary>It holds more than <see cref="ArchiveLimits.MaxEntries"/>.</summary>
    TooManyEntries,

    /// <summary>Archives lie inside one another deeper than <see cref="ArchiveLimits.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>It unpacks to more than <see cref="ArchiveLimits.MaxRatio"/> times its size.</summary>
    RatioTooHigh,

    /// <summary>It unpacks to more bytes, or takes more memory, than the limits allow.</summary>
    TooLarge,

    /// <summary>It needs a password.</summary>
    Encrypted,

    /// <summary>It is cut off or damaged.</summary>
    Broken,

    /// <summary>Its parts contradict one another, or overlap, so that programs would see different files in it.</summary>
    Inconsistent,

    /// <summary>Something that is no archive follows its end.</summary>
    TrailingData,

    /// <summary>Two entries have the same name.</summary>
    DuplicateName,

    /// <summary>A name leads out of the folder it would be unpacked to.</summary>
    UnsafeName,

    /// <summary>An entry is a link or a device.</summary>
    SpecialFile,

    /// <summary>It is split into volumes, or packed by a method other than deflate.</summary>
    Unsupported,

    /// <summary>An entry is no text: a picture, a document, a program.</summary>
    BinaryInside,
}
