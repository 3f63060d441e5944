using System.Security.Cryptography;

namespace SupportDesk.Kernel;

/// <summary>Keys and secrets. Nothing that leaves the desk is ever counted.</summary>
public static class Ids
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A primary key: unique everywhere, grows with time so that indexes stay compact. Not a secret.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>For what is never stored or needs no order: an upload on its way, a subscription, a file.</summary>
    public static Guid Random() => new(RandomNumberGenerator.GetBytes(16));

    /// <summary>A random code of five bits a letter, without letters that are taken for one another.</summary>
    public static string Code(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>256 random bits for a private link, 52 letters.</summary>
    public static string Secret() => Code(52);

    /// <summary>What is stored of a secret: nobody who reads the database can open the link.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));
}
