using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SupportDesk.Tests.Features.Doctor.Probe;

/// <summary>Certificates as shops have them, good and bad, signed by an authority of the test's own.</summary>
internal sealed class ShopCertificates
{
    public const string Host = "shop.example";

    private readonly string folder;

    public ShopCertificates(string folder)
    {
        this.folder = folder;
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = RSA.Create(2048);
        using var root = Authority("CN=Test root", rootKey).CreateSelfSigned(now.AddYears(-2), now.AddYears(2));
        File.WriteAllText(AuthorityFile, root.ExportCertificatePem());
        using var middleKey = RSA.Create(2048);
        using var unsigned = Authority("CN=Test intermediate", middleKey).Create(root, now.AddYears(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(8));
        using var middle = unsigned.CopyWithPrivateKey(middleKey);
        using var strangerKey = RSA.Create(2048);
        using var stranger = Authority("CN=Nobody's root", strangerKey).CreateSelfSigned(now.AddYears(-1), now.AddYears(1));

        Write("good", root, Host, now.AddDays(-1), now.AddDays(90));
        Write("soon", root, Host, now.AddDays(-80), now.AddDays(9));
        Write("expired", root, Host, now.AddDays(-90), now.AddDays(-2));
        Write("future", root, Host, now.AddDays(2), now.AddDays(90));
        Write("other", root, "other.example", now.AddDays(-1), now.AddDays(90));
        Write("untrusted", stranger, Host, now.AddDays(-1), now.AddDays(90), stranger);
        Write("incomplete", middle, Host, now.AddDays(-1), now.AddDays(90));
        Write("whole", middle, Host, now.AddDays(-1), now.AddDays(90), middle);
        Write("self", null, Host, now.AddDays(-1), now.AddDays(90));
    }

    public string AuthorityFile => Path.Combine(folder, "authority.pem");

    public string CertificateOf(string name) => Path.Combine(folder, name + ".crt");

    public string KeyOf(string name) => Path.Combine(folder, name + ".key");

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private void Write(string name, X509Certificate2? authority, string host, DateTimeOffset from, DateTimeOffset until, X509Certificate2? sentAlong = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = authority is null ? request.CreateSelfSigned(from, until) : request.Create(authority, from, until, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(CertificateOf(name), certificate.ExportCertificatePem() + "\n" + sentAlong?.ExportCertificatePem() + "\n");
        File.WriteAllText(KeyOf(name), key.ExportPkcs8PrivateKeyPem());
    }
}
