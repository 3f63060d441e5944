namespace SupportDesk.Mail;

/// <summary>How a folder is opened.</summary>
public enum FolderAccess
{
    /// <summary>Not open.</summary>
    None,

    /// <summary>Letters can be read.</summary>
    ReadOnly,

    /// <summary>Letters can be read, marked and moved.</summary>
    ReadWrite,
}

/// <summary>What a folder is for, RFC 6154 section 2 and RFC 8457.</summary>
public enum SpecialFolder
{
    /// <summary>All letters of the mailbox, mostly a view.</summary>
    All,

    /// <summary>Letters that are put away.</summary>
    Archive,

    /// <summary>Letters that are not finished.</summary>
    Drafts,

    /// <summary>Letters that are marked, mostly a view.</summary>
    Flagged,

    /// <summary>Letters that the server holds for important, mostly a view.</summary>
    Important,

    /// <summary>Unwanted mail.</summary>
    Junk,

    /// <summary>Copies of letters that were sent.</summary>
    Sent,

    /// <summary>Letters that wait to be removed.</summary>
    Trash,
}

/// <summary>Marks of a letter, RFC 3501 section 2.3.2.</summary>
[Flags]
public enum MessageFlags
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>It was read.</summary>
    Seen = 1 << 0,

    /// <summary>It was answered.</summary>
    Answered = 1 << 1,

    /// <summary>It is important.</summary>
    Flagged = 1 << 2,

    /// <summary>It waits to be removed.</summary>
    Deleted = 1 << 3,

    /// <summary>It is not finished.</summary>
    Draft = 1 << 4,

    /// <summary>It is new to this connection.</summary>
    Recent = 1 << 5,

    /// <summary>Folders may hold marks of their own.</summary>
    UserDefined = 1 << 6,
}

/// <summary>What to fetch about letters.</summary>
[Flags]
public enum MessageSummaryItems
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Marks.</summary>
    Flags = 1 << 3,

    /// <summary>When the server took the letter.</summary>
    InternalDate = 1 << 4,

    /// <summary>Size in bytes.</summary>
    Size = 1 << 7,

    /// <summary>The number that does not change.</summary>
    UniqueId = 1 << 9,
}

/// <summary>What a server offers, RFC 3501 section 7.2.1.</summary>
[Flags]
public enum ImapCapabilities : long
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>RFC 3501.</summary>
    IMAP4rev1 = 1L << 1,

    /// <summary>Literals without waiting, RFC 2088.</summary>
    LiteralPlus = 1L << 5,

    /// <summary>LOGIN is refused, mostly until the connection is encrypted.</summary>
    LoginDisabled = 1L << 6,

    /// <summary>The server says at once when a letter comes, RFC 2177.</summary>
    Idle = 1L << 7,

    /// <summary>Folders have a common root, RFC 2342.</summary>
    Namespace = 1L << 8,

    /// <summary>STARTTLS is there.</summary>
    StartTLS = 1L << 13,

    /// <summary>Numbers of copied letters are told, RFC 4315.</summary>
    UidPlus = 1L << 16,

    /// <summary>The first answer of AUTHENTICATE goes with the command, RFC 4959.</summary>
    SaslIR = 1L << 22,

    /// <summary>Folders for drafts, sent letters and so on are named, RFC 6154.</summary>
    SpecialUse = 1L << 33,

    /// <summary>Letters can be moved, RFC 6851.</summary>
    Move = 1L << 36,
}

/// <summary>How a server answered a command, RFC 3501 section 7.1.</summary>
public enum ImapCommandResponse
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Done.</summary>
    Ok,

    /// <summary>Refused.</summary>
    No,

    /// <summary>Not understood.</summary>
    Bad,
}
