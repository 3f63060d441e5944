namespace SupportDesk.Robokassa.Status;

/// <summary>Whether a shop's login, password #2 and algorithm are right.</summary>
public enum CredentialVerdict
{
    /// <summary>The answer does not tell.</summary>
    Unclear = 0,

    /// <summary>They are right.</summary>
    Right,

    /// <summary>Password #2 or the algorithm is wrong, or a test password was taken.</summary>
    WrongPassword,

    /// <summary>The login is wrong, or the shop is not activated.</summary>
    WrongLogin,
}

/// <summary>Reads out of an answer about a number that was never used whether the question was signed rightly.</summary>
public static class Credentials
{
    /// <summary>Judges an answer of OpStateExt about a random number.</summary>
    /// <param name="answer">The answer.</param>
    public static CredentialVerdict Evaluate(StatusAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.State?.ResultCode switch
        {
            (int)OperationResult.Processed or (int)OperationResult.OperationNotFound or (int)OperationResult.TwoOperations => CredentialVerdict.Right,
            (int)OperationResult.WrongSignature => CredentialVerdict.WrongPassword,
            (int)OperationResult.ShopNotFound => CredentialVerdict.WrongLogin,
            _ => CredentialVerdict.Unclear,
        };
    }
}
