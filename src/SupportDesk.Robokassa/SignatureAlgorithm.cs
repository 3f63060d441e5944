namespace SupportDesk.Robokassa;

/// <summary>The hash that a shop has chosen in its technical settings; one for links, notifications and the status service, live and test.</summary>
public enum SignatureAlgorithm
{
    /// <summary>MD5, 32 digits; what a shop has unless it chose another one.</summary>
    Md5 = 0,

    /// <summary>RIPEMD-160, 40 digits.</summary>
    Ripemd160 = 1,

    /// <summary>SHA-1, 40 digits.</summary>
    Sha1 = 2,

    /// <summary>SHA-256, 64 digits.</summary>
    Sha256 = 3,

    /// <summary>SHA-384, 96 digits.</summary>
    Sha384 = 4,

    /// <summary>SHA-512, 128 digits.</summary>
    Sha512 = 5,
}
