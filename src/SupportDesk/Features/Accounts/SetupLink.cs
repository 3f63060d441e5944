using System.Security.Cryptography;
using System.Text;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>
/// The secret of the set-up page. It lives in memory and is printed once at start; a restart makes a new one, and
/// nothing accepts it once an account exists.
/// </summary>
public sealed class SetupLink
{
    public string Secret { get; } = Ids.Secret();

    public bool Fits(string? secret) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(secret ?? ""), Encoding.UTF8.GetBytes(Secret));
}
