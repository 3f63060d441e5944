namespace SupportDesk.Mail;

/// <summary>Says that text handed to a constructor or a Parse method is not what its name promises.</summary>
public class ParseException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="tokenIndex">Where the wrong token begins.</param>
    /// <param name="errorIndex">Where the error lies.</param>
    public ParseException(string message, int tokenIndex, int errorIndex) : base(message) => (TokenIndex, ErrorIndex) = (tokenIndex, errorIndex);

    /// <summary>Gets where the wrong token begins.</summary>
    public int TokenIndex { get; }

    /// <summary>Gets where the error lies.</summary>
    public int ErrorIndex { get; }
}
