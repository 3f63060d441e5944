namespace SupportDesk.Mail;

/// <summary>The server refused a command.</summary>
public class ImapCommandException : CommandException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="response">How it refused.</param>
    /// <param name="responseText">What it said.</param>
    /// <param name="message">The same for a log.</param>
    public ImapCommandException(ImapCommandResponse response, string responseText, string message) : base(message) => (Response, ResponseText) = (response, responseText);

    /// <summary>Gets how it refused.</summary>
    public ImapCommandResponse Response { get; }

    /// <summary>Gets what it said, without the code in brackets; the message has both.</summary>
    public string ResponseText { get; }
}

/// <summary>The server closed the connection, sent something that is not IMAP, or sent too much. What it said last is part of the message.</summary>
public class ImapProtocolException : ProtocolException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public ImapProtocolException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

/// <summary>There is no such folder.</summary>
public class FolderNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="folderName">Name of the folder.</param>
    public FolderNotFoundException(string message, string folderName) : base(message) => FolderName = folderName;

    /// <summary>Gets the name of the folder.</summary>
    public string FolderName { get; }
}

/// <summary>The folder is not open, or not for writing.</summary>
public class FolderNotOpenException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="folderName">Name of the folder.</param>
    /// <param name="access">What the operation needs.</param>
    public FolderNotOpenException(string folderName, FolderAccess access) : base("The folder is not open for what is asked of it.") =>
        (FolderName, FolderAccess) = (folderName, access);

    /// <summary>Gets the name of the folder.</summary>
    public string FolderName { get; }

    /// <summary>Gets what the operation needs.</summary>
    public FolderAccess FolderAccess { get; }
}

/// <summary>The folder has no such letter (any more).</summary>
public class MessageNotFoundException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public MessageNotFoundException(string message) : base(message)
    {
    }
}
